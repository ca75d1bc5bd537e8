"""Where the data is edited: addresses of lines and of new reports in a repository (a leaf of the house; pure).

In: site.yml's repository (address, branch, kind of forge where its host doesn't say it) and a place in content/. Out:
addresses in the form of GitHub, Gitee or GitLab; nothing for a forge of which we don't know the form.
"""

from urllib.parse import quote, urlencode, urlsplit

from taskbook.entries import RepositoryEntry
from taskbook.model import Place

_FORGES = ("github", "gitee", "gitlab")
_LINES = {
    "github": "{url}/blob/{branch}/{file}#L{line}",
    "gitee": "{url}/blob/{branch}/{file}#L{line}",
    "gitlab": "{url}/-/blob/{branch}/{file}#L{line}",
}
_COMMITS = {"github": "{url}/commit/{id}", "gitee": "{url}/commit/{id}", "gitlab": "{url}/-/commit/{id}"}
_REPORTS = {
    "github": ("{url}/issues/new", "title", "body"),
    "gitee": ("{url}/issues/new", "title", "description"),
    "gitlab": ("{url}/-/issues/new", "issue[title]", "issue[description]"),
}


def kind(repository: RepositoryEntry) -> str:
    """Return github, gitee or gitlab: as site.yml says, else by the host's name; nothing where neither tells."""
    host = urlsplit(repository.url).hostname or ""
    return repository.forge or next((forge for forge in _FORGES if forge in host), "")


def line_address(repository: RepositoryEntry | None, place: Place) -> str:
    """Return the address of a line as the forge shows it: anybody may read it, and edit from there with an account."""
    form = _LINES.get(kind(repository), "") if repository else ""
    if repository is None or not form:
        return ""
    branch, file = quote(repository.branch, safe="/"), quote(place.file, safe="/")
    return form.format(url=_root(repository), branch=branch, file=file, line=place.line)


def commit_address(repository: RepositoryEntry | None, commit: str) -> str:
    """Return the address of a commit as the forge shows it."""
    form = _COMMITS.get(kind(repository), "") if repository else ""
    return form.format(url=_root(repository), id=commit) if repository and form else ""


def report_address(repository: RepositoryEntry | None, title: str, body: str) -> str:
    """Return the address that opens a new issue with title and body written already."""
    if repository is None or not (found := _REPORTS.get(kind(repository))):
        return ""
    form, title_name, body_name = found
    return f"{form.format(url=_root(repository))}?{urlencode({title_name: title, body_name: body}, quote_via=quote)}"


def _root(repository: RepositoryEntry) -> str:
    return repository.url.rstrip("/").removesuffix(".git")
