"""Schemas: what the API takes and gives, as typed models; the OpenAPI document is made of them."""
