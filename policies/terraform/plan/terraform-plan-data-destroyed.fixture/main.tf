# The plan beside this file was made of it after a resource, a count and two addresses were changed.

# The last of two volumes goes.
# fail
# pass
resource "aws_ebs_volume" "data" {
  count             = 1
  availability_zone = "eu-west-1a"
  size              = 100
}

# pass
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

# Only the address is another one.
moved {
  from = aws_dynamodb_table.table
  to   = aws_dynamodb_table.orders
}

# pass
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
}

# Terraform forgets it, and it stays.
removed {
  from = azurerm_storage_account.archive
  lifecycle {
    destroy = false
  }
}

# To be replaced is the matter of another policy.
# pass
resource "google_sql_database_instance" "main" {
  name             = "main-2"
  database_version = "POSTGRES_16"
}
