"""The output folder, and what is asked of a site that is built or published."""
