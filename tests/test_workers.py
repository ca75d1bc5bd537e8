"""workers: results in order, errors with the job's name, serial and over processes alike."""

import os

import pytest

from taskbook import workers
from taskbook.problems import OutputError
from taskbook.workers import Job, JobError, Mapper

BOTH = pytest.mark.parametrize("mapper", [workers.serial, workers.mapper(2)], ids=["serial", "processes"])


def square(number: int) -> int:
    return number * number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("三")
    return number


def process(_: int) -> int:
    return os.getpid()


def die(_: int) -> None:
    os._exit(9)


def jobs(*numbers: int) -> list[Job[int]]:
    return [Job(f"job {number}", number) for number in numbers]


@BOTH
def test_results_come_in_the_order_of_the_jobs(mapper: Mapper) -> None:
    assert mapper(square, jobs(5, 1, 4, 2)) == [25, 1, 16, 4]


@BOTH
def test_no_jobs_give_no_results(mapper: Mapper) -> None:
    assert mapper(square, []) == []


@BOTH
def test_an_error_names_its_job_and_keeps_its_cause(mapper: Mapper) -> None:
    with pytest.raises(JobError, match="job 3") as caught:
        mapper(fail_on_three, jobs(1, 3, 5))
    assert isinstance(caught.value.__cause__, ValueError)
    assert caught.value.name == "job 3"


def test_where_no_process_can_be_had_a_person_reads_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")  # what SemLock raises where /dev/shm is closed

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refuse)
    with pytest.raises(OutputError, match="--jobs 1"):
        workers.mapper(2)(square, jobs(1, 2))
    assert workers.mapper(1)(square, jobs(1, 2)) == [1, 4]


@BOTH
def test_progress_is_told_of_every_job(mapper: Mapper) -> None:
    told: list[tuple[str, int, int]] = []
    mapper(square, jobs(1, 2, 3), lambda name, done, total: told.append((name, done, total)))
    assert sorted(name for name, _, _ in told) == ["job 1", "job 2", "job 3"]
    assert [(done, total) for _, done, total in told] == [(1, 3), (2, 3), (3, 3)]


def test_one_process_means_this_process() -> None:
    assert workers.mapper(1)(process, jobs(1)) == [os.getpid()]


def test_processes_are_other_processes() -> None:
    assert os.getpid() not in workers.mapper(2)(process, jobs(1, 2))


def test_a_process_that_dies_is_an_error_and_not_a_hang() -> None:
    with pytest.raises(JobError):
        workers.mapper(2)(die, jobs(1, 2))


def test_no_number_of_processes_below_one() -> None:
    with pytest.raises(ValueError):
        workers.mapper(0)
