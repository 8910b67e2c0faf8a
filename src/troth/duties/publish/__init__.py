"""What is published, as files that people keep: tagged PDFs and one page of HTML that needs nothing beside it."""
