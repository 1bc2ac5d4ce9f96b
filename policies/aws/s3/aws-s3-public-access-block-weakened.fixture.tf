variable "block" {
  type = bool
}

# pass
resource "aws_s3_bucket_public_access_block" "closed" {
  bucket                  = "example-closed"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "policy_allowed" {
  bucket            = "example-policy-allowed"
  block_public_acls = true
  # fail
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# fail
resource "aws_s3_bucket_public_access_block" "forgotten" {
  bucket              = "example-forgotten"
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_s3_account_public_access_block" "by_caller" {
  block_public_acls = true
  # unknown
  block_public_policy     = var.block
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# fail
resource "aws_s3_account_public_access_block" "without_ignore_public_acls" {
  block_public_acls       = true
  block_public_policy     = var.block
  restrict_public_buckets = true
}

# fail
resource "aws_s3_account_public_access_block" "without_block_public_acls" {
  block_public_policy     = var.block
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# fail
resource "aws_s3_account_public_access_block" "without_restrict_public_buckets" {
  block_public_acls   = true
  block_public_policy = var.block
  ignore_public_acls  = true
}
