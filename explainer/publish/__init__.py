"""The output folder, and checks of a site that is built or published."""
