"""The errors the stand-in raises: Frappe's own names, families and HTTP status codes."""

from werkzeug.exceptions import NotFound


class SiteNotSpecifiedError(Exception):
	"""No site was named."""

	def __init__(self, *args, **kwargs):
		self.message = "Please specify --site sitename"
		super().__init__(self.message)


class ValidationError(Exception):
	"""What the user gave cannot be stored."""

	http_status_code = 417


class FrappeTypeError(TypeError):
	"""An argument of a whitelisted method has the wrong type."""

	http_status_code = 417


class PermissionError(Exception):
	"""The user may not do this."""

	http_status_code = 403


class NameError(Exception):
	"""A name is taken or unfit."""

	http_status_code = 409


class DoesNotExistError(ValidationError):
	"""A document that is not there; `doctype` says of what kind."""

	http_status_code = 404

	def __init__(self, *args, doctype=None):
		super().__init__(*args)
		self.doctype = doctype


class Redirect(Exception):
	"""Send the browser elsewhere; the address is in frappe.flags.redirect_location."""

	def __init__(self, http_status_code: int = 301):
		self.http_status_code = http_status_code


class IncorrectSitePath(NotFound):
	"""The site has no folder."""


class LinkExpired(ValidationError):
	"""A link that was good once."""

	http_status_code = 410
	title = "Link Expired"
	message = "The link has expired"


class AuthenticationError(Exception):
	http_status_code = 401


class SessionExpired(Exception):
	http_status_code = 401


class CSRFTokenError(Exception):
	http_status_code = 400


class UnsupportedMediaType(Exception):
	http_status_code = 415


class TooManyRequestsError(Exception):
	http_status_code = 429


class OutgoingEmailError(Exception):
	http_status_code = 501


class ServiceUnavailableError(Exception):
	http_status_code = 503


class SessionStopped(Exception):
	http_status_code = 503


class DatabaseModificationError(Exception):
	pass


class FileAlreadyAttachedException(Exception):
	pass


class QueryDeadlockError(Exception):
	pass


class QueryTimeoutError(Exception):
	pass


class RetryBackgroundJobError(Exception):
	pass


class SecurityException(Exception):
	pass


class TooManyWritesError(Exception):
	pass


class UrlSchemeNotSupported(Exception):
	pass


class DuplicateEntryError(NameError):
	pass


class PageDoesNotExistError(ValidationError):
	http_status_code = 404


class RateLimitExceededError(ValidationError):
	http_status_code = 429


class SessionBootFailed(ValidationError):
	http_status_code = 500


class InReadOnlyMode(ValidationError):
	http_status_code = 503


class QueueOverloaded(ValidationError):
	http_status_code = 503


class AppNotInstalledError(ValidationError):
	pass


class AttachmentLimitReached(ValidationError):
	pass


class CannotChangeConstantError(ValidationError):
	pass


class CharacterLengthExceededError(ValidationError):
	pass


class CircularLinkingError(ValidationError):
	pass


class DataError(ValidationError):
	pass


class DataTooLongException(ValidationError):
	pass


class DocstatusTransitionError(ValidationError):
	pass


class DocumentLockedError(ValidationError):
	pass


class EmptyTableError(ValidationError):
	pass


class ImplicitCommitError(ValidationError):
	pass


class InvalidColumnName(ValidationError):
	pass


class InvalidDates(ValidationError):
	pass


class InvalidEmailAddressError(ValidationError):
	pass


class InvalidNameError(ValidationError):
	pass


class InvalidPhoneNumberError(ValidationError):
	pass


class InvalidSignatureError(ValidationError):
	pass


class InvalidStatusError(ValidationError):
	pass


class LinkExistsError(ValidationError):
	pass


class LinkValidationError(ValidationError):
	pass


class MandatoryError(ValidationError):
	pass


class MappingMismatchError(ValidationError):
	pass


class NonNegativeError(ValidationError):
	pass


class PrintFormatError(ValidationError):
	pass


class TemplateNotFoundError(ValidationError):
	pass


class TimestampMismatchError(ValidationError):
	pass


class UniqueValidationError(ValidationError):
	pass


class UpdateAfterSubmitError(ValidationError):
	pass


class CancelledLinkError(LinkValidationError):
	pass


class InvalidAuthorizationHeader(CSRFTokenError):
	pass


class InvalidAuthorizationPrefix(InvalidAuthorizationHeader):
	pass


class InvalidAuthorizationToken(InvalidAuthorizationHeader):
	pass
