/** Phone numbers as people in Canada write them; anything else is left as it is. */

export function phone(number: string | null | undefined): string {
	const digits = (number ?? "").replace(/\D/g, "");
	const national = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
	if (national.length !== 10) return number ?? "";
	return `${national.slice(0, 3)} ${national.slice(3, 6)}-${national.slice(6)}`;
}

export function telephoneLink(number: string): string {
	return `tel:${number.replace(/[^\d+]/g, "")}`;
}
