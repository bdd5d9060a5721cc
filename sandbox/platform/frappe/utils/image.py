"""Pictures as Frappe keeps them: without what the camera wrote into them."""

import io

from PIL import Image, ImageOps


def strip_exif_data(content: bytes, content_type: str) -> bytes:
	"""The same picture, upright and without EXIF; Pillow's errors when it is none, or broken."""
	picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
	if content_type == "image/jpeg" and picture.mode in ("RGBA", "P"):
		picture = picture.convert("RGB")
	plain = io.BytesIO()
	picture.save(plain, format=content_type.split("/")[1], exif=b"")
	return plain.getvalue()
