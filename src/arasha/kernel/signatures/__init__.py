"""Electronic signatures of people: CMS and XML documents, and the national PKI behind them."""
