variable "encrypt" {
  type = bool
}

# fail
resource "aws_dynamodb_table" "silent" {
  name     = "orders"
  hash_key = "id"
}

resource "aws_dynamodb_table" "managed" {
  name     = "orders"
  hash_key = "id"

  # fail
  server_side_encryption {
    enabled = true
  }
}

# pass
resource "aws_dynamodb_table" "own_key" {
  name     = "orders"
  hash_key = "id"

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
  }
}

resource "aws_dynamodb_table" "by_caller" {
  name     = "orders"
  hash_key = "id"

  server_side_encryption {
    # unknown
    enabled     = var.encrypt
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
  }
}

resource "aws_dynamodb_table" "without_enabled" {
  name     = "orders"
  hash_key = "id"

  # fail
  server_side_encryption {
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
  }
}
