"""Letters: one to each applicant and one to each host, as Word documents from a template that a college can edit."""
