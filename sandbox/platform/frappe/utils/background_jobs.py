"""`enqueue` and what a worker does with a job: as its user, committed on success, rolled back and logged otherwise."""

import os
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import frappe
from frappe import _
from frappe.utils import CallbackManager
from frappe.utils.job_store import Job, JobStatus, JobStore
from frappe.utils.job_timeout import death_penalty

QUEUE_TIMEOUTS = {"short": 300, "default": 300, "long": 1500}
MAX_QUEUED_JOBS = 550
MAX_RETRIES = 5


def get_queues_timeout() -> dict[str, int]:
	"""Seconds a job may take, by queue, in the order workers serve them."""
	return dict(QUEUE_TIMEOUTS)


def get_store(site_path: str | None = None) -> JobStore:
	"""The queue of a site (the present one by default)."""
	return JobStore(os.path.join(site_path or frappe.local.site_path, "jobs.db"))


def enqueue(
	method: str | Callable,
	queue: str = "default",
	timeout: int | None = None,
	event: str | None = None,
	is_async: bool = True,
	job_name: str | None = None,
	now: bool = False,
	enqueue_after_commit: bool = False,
	*,
	on_success: Callable | None = None,
	on_failure: Callable | None = None,
	at_front: bool = False,
	job_id: str | None = None,
	deduplicate: bool = False,
	at_front_when_starved: bool = False,
	retry: Any = None,
	**kwargs: Any,
) -> Job | Any:
	"""Have a worker call `method(**kwargs)` as the present user.

	`deduplicate` (needs `job_id`): nothing happens while that job waits or runs. `enqueue_after_commit`: only if
	the transaction is committed. `now`: call it here instead. Raises QueueOverloaded beyond 550 waiting jobs.
	"""
	if on_success or on_failure or retry:
		raise NotImplementedError("frappe.enqueue(on_success=, on_failure=, retry=)")
	if deduplicate and _is_busy(job_id):
		return None
	if now or (not is_async and not frappe.in_test):
		return frappe.call(method, **kwargs)
	validate_queue(queue)
	arguments = _arguments(method, event, job_name, kwargs)
	if not is_async:
		return execute_job(**arguments, is_async=False)
	store, full_id = get_store(), create_job_id(job_id)
	_check_queue_size(store, queue)

	def put() -> Job:
		return store.put(full_id, queue, arguments, timeout or QUEUE_TIMEOUTS[queue], at_front)

	if enqueue_after_commit:
		frappe.db.after_commit.add(put)
		return None
	return put()


def _is_busy(job_id: str | None) -> bool:
	if not job_id:
		frappe.throw(_("`job_id` paramater is required for deduplication."))
	return is_job_enqueued(job_id)


def _arguments(
	method: str | Callable, event: str | None, job_name: str | None, kwargs: dict[str, Any]
) -> dict[str, Any]:
	return {
		"site": frappe.local.site,
		"sites_path": os.path.abspath(frappe.local.sites_path),
		"user": frappe.session.user,
		"method": method,
		"event": event,
		"job_name": job_name or _name(method),
		"kwargs": kwargs,
	}


def _name(method: str | Callable) -> str:
	return method if isinstance(method, str) else f"{method.__module__}.{method.__qualname__}"


def _check_queue_size(store: JobStore, queue: str) -> None:
	limit = int(frappe.conf.max_queued_jobs or MAX_QUEUED_JOBS)
	if store.count(queue) >= limit:
		frappe.throw(
			_("Too many queued background jobs ({0}). Please retry after some time.").format(limit),
			title=_("Queue Overloaded"),
			exc=frappe.QueueOverloaded,
		)


def validate_queue(queue: str, default_queue_list: list | None = None) -> None:
	"""Raises ValidationError for a queue nobody serves."""
	known = default_queue_list or list(QUEUE_TIMEOUTS)
	if queue not in known:
		frappe.throw(_("Queue should be one of {0}").format(", ".join(known)))


def enqueue_doc(
	doctype: str,
	name: str | None = None,
	method: str | None = None,
	queue: str = "default",
	timeout: int = 300,
	now: bool = False,
	**kwargs: Any,
) -> Job | Any:
	"""Have a worker call a method of a document."""
	return enqueue(
		"frappe.utils.background_jobs.run_doc_method",
		doctype=doctype,
		name=name,
		doc_method=method,
		queue=queue,
		timeout=timeout,
		now=now,
		**kwargs,
	)


def run_doc_method(doctype: str, name: str, doc_method: str, **kwargs: Any) -> None:
	"""Call a method of a document."""
	getattr(frappe.get_doc(doctype, name), doc_method)(**kwargs)


def execute_job(
	site: str,
	method: str | Callable,
	event: str | None,
	job_name: str,
	kwargs: dict[str, Any],
	user: str | None = None,
	is_async: bool = True,
	retry: int = 0,
	sites_path: str = ".",
) -> Any:
	"""Run a job in its own connection (`is_async`) or in the caller's. Raises what the job raised."""
	if is_async:
		frappe.init(site, sites_path=sites_path, force=True)
		frappe.connect()
		frappe.set_user(user or "Administrator")
	frappe.local.job = frappe._dict(
		site=site,
		method=_name(method),
		job_name=job_name,
		kwargs=kwargs,
		user=user,
		after_job=CallbackManager(),
	)
	try:
		return _run(method, kwargs)
	except frappe.RetryBackgroundJobError:
		if retry >= MAX_RETRIES:
			frappe.log_error(title=_name(method))
			frappe.db.commit()
			raise
	finally:
		frappe.local.job.after_job.run()
		if is_async:
			frappe.destroy()
	time.sleep(retry + 1)
	return execute_job(site, method, event, job_name, kwargs, user, is_async, retry + 1, sites_path)


def _run(method: str | Callable, kwargs: dict[str, Any]) -> Any:
	"""Hooks, the call, then commit; on an exception roll back and keep it in the Error Log."""
	name = _name(method)
	function = frappe.get_attr(method) if isinstance(method, str) else method
	for hook in frappe.get_hooks("before_job"):
		frappe.call(hook, method=name, kwargs=kwargs, transaction_type="job")
	result = None
	try:
		result = function(**kwargs)
		frappe.db.commit()
	except frappe.RetryBackgroundJobError:
		frappe.db.rollback()
		raise
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title=name)
		frappe.db.commit()
		raise
	finally:
		for hook in frappe.get_hooks("after_job"):
			frappe.call(hook, method=name, kwargs=kwargs, result=result)
	return result


def perform(job: Job) -> None:
	"""Run a claimed job within its timeout and note how it ended."""
	error = None
	try:
		with death_penalty(job.timeout):
			execute_job(**job.kwargs)
	except Exception as problem:
		error = f"{type(problem).__name__}: {problem}"
	job.store.finish(job.id, error)


def create_job_id(job_id: str | None = None) -> str:
	"""The id in the queue: the site's name before the given one (or a new one)."""
	return f"{frappe.local.site}||{job_id.replace(':', '|') if job_id else uuid4()}"


def is_job_enqueued(job_id: str) -> bool:
	"""Whether the job waits or runs."""
	return get_job_status(job_id) in (JobStatus.QUEUED, JobStatus.STARTED)


def get_job_status(job_id: str) -> JobStatus | None:
	"""The state of a job; None when it is unknown (or long over)."""
	job = get_job(job_id)
	return job.status if job else None


def get_job(job_id: str) -> Job | None:
	"""A job by the id it was enqueued with."""
	return get_store().get(create_job_id(job_id))


def get_jobs(site: str | None = None, queue: str | None = None, key: str = "method") -> dict[str, list]:
	"""The waiting and running jobs: `{site: [method, …]}`, or another argument of theirs."""
	store = get_store()
	jobs = store.jobs(JobStatus.QUEUED) + store.jobs(JobStatus.STARTED)
	chosen = [job for job in jobs if queue in (None, job.origin)]
	values = [job.kwargs.get(key) or job.kwargs["kwargs"].get(key) for job in chosen]
	return {frappe.local.site: values}
