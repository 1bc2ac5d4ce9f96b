# fail
resource "aws_s3_bucket" "open" {
  bucket = "example-open"
}

# pass
resource "aws_s3_bucket" "closed" {
  for_each = toset(["a", "b"])
  bucket   = "example-closed-${each.key}"
}

resource "aws_s3_bucket_public_access_block" "closed" {
  for_each                = aws_s3_bucket.closed
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
