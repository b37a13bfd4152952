"""Personal data: keys per aggregate, encrypted fields and attachments, lookup by keyed hash."""
