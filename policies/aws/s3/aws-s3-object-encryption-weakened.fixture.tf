variable "algorithm" {
  type = string
}

resource "aws_s3_bucket" "data" {
  bucket = "example-data"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
    }
  }
}

resource "aws_s3_bucket" "plain" {
  bucket = "example-plain"
}

resource "aws_s3_object" "weakened" {
  bucket  = aws_s3_bucket.data.id
  key     = "settings.json"
  content = "{}"
  # fail
  server_side_encryption = "AES256"
}

# pass
resource "aws_s3_object" "default" {
  bucket  = aws_s3_bucket.data.id
  key     = "more.json"
  content = "{}"
}

# The bucket's own default is the same, so nothing is weakened.
resource "aws_s3_object" "same" {
  bucket                 = aws_s3_bucket.plain.id
  key                    = "plain.json"
  content                = "{}"
  server_side_encryption = "AES256"
}

resource "aws_s3_object" "by_caller" {
  bucket  = aws_s3_bucket.data.id
  key     = "other.json"
  content = "{}"
  # unknown
  server_side_encryption = var.algorithm
}
