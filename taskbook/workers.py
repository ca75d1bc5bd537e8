"""One map over independent jobs, serial or over processes (a leaf of the house).

In: jobs with names and a function of one job. Out: the results in the order of the jobs. The first job that fails ends
the map: its error is raised again as JobError with the job's name; OutputError where no processes can be had. Processes
are started fresh (spawn): function, jobs and results must be picklable, nothing is inherited by chance; what serves all
jobs of a process, the function caches.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Told after each job: its name, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Item]):
    """One piece of work under the name that progress and errors show."""

    name: str
    item: Item


class JobError(Exception):
    """A job failed; its own error is the cause."""

    def __init__(self, name: str, error: BaseException) -> None:
        self.name = name
        super().__init__(f"{name}: {type(error).__name__}: {error}")


class Mapper(Protocol):
    """Map a function over jobs; progress is told of each that is done."""

    def __call__(
        self,
        function: Callable[[Item], Result],
        jobs: Sequence[Job[Item]],
        progress: Progress | None = None,
    ) -> list[Result]:
        """Return the results in the order of the jobs; raise JobError for the first that fails."""
        ...


def mapper(processes: int) -> Mapper:
    """Return the map for a number of processes; 1 works in this one."""
    if processes < 1:
        raise ValueError(processes)
    return serial if processes == 1 else _Processes(processes)


def serial(
    function: Callable[[Item], Result],
    jobs: Sequence[Job[Item]],
    progress: Progress | None = None,
) -> list[Result]:
    """Do one job after another in this process."""
    results = []
    for done, job in enumerate(jobs, 1):
        try:
            results.append(function(job.item))
        except Exception as error:
            raise JobError(job.name, error) from error
        if progress:
            progress(job.name, done, len(jobs))
    return results


@dataclass(frozen=True, slots=True)
class _Processes:
    """Do jobs in processes that live for one map."""

    count: int

    def __call__(
        self,
        function: Callable[[Item], Result],
        jobs: Sequence[Job[Item]],
        progress: Progress | None = None,
    ) -> list[Result]:
        if len(jobs) <= 1:  # starting a process costs more than it could save
            return serial(function, jobs, progress)
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        try:
            pool = ProcessPoolExecutor(
                max_workers=min(self.count, len(jobs)),
                mp_context=multiprocessing.get_context("spawn"),
            )
        except (OSError, NotImplementedError) as error:  # no semaphores: /dev/shm is missing, full or closed
            from taskbook.problems import OutputError  # brings pydantic, which a process that only prints can spare

            raise OutputError(
                f"这台机器不能同时开几个进程（{error}）：让 /dev/shm 可写，或用 build.py --jobs 1 再运行。"
            ) from error
        try:
            futures = [pool.submit(function, job.item) for job in jobs]
            _watch(futures, jobs, progress)
            return [future.result() for future in futures]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _watch(futures: "Sequence[Future[Result]]", jobs: Sequence[Job[Item]], progress: Progress | None) -> None:
    """Wait for all; raise for the failed job that comes first in the order of the jobs among those done by then."""
    from concurrent.futures import as_completed

    places = {future: place for place, future in enumerate(futures)}
    for done, future in enumerate(as_completed(futures), 1):
        if future.exception() is not None:
            failed = [f for f in futures[: places[future] + 1] if f.done() and not f.cancelled() and f.exception()]
            first = failed[0]
            error = first.exception()
            assert error is not None
            raise JobError(jobs[places[first]].name, error) from error
        if progress:
            progress(jobs[places[future]].name, done, len(futures))
