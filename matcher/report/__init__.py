"""Reports: a result as things people read. Everything renders one :class:`~matcher.report.summary.Summary`."""
