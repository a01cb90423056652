"""The public site with 500 organisations and 5,000 publications, and a tenth of both."""
