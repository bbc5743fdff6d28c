"""Commands in which records of customers and goods become one."""
