"""The register of people who refuse credit: lenders ask it before they lend, and get an answer that proves itself."""
