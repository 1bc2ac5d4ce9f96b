variable "bucket" {
  type = string
}

# unknown
resource "aws_s3_bucket" "perhaps" {
  bucket = "example-perhaps"
}

resource "aws_s3_bucket_public_access_block" "given" {
  bucket                  = var.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
