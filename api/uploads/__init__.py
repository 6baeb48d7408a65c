"""Uploads: a round that comes as a zip of its folder, as files of a form, as a workbook or as JSON, read in a child."""
