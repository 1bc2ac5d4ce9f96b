variable "archive_bucket" {
  type = string
}

# fail
resource "aws_s3_bucket" "undeclared" {
  bucket = "example-undeclared"
}

# pass
resource "aws_s3_bucket" "inline" {
  bucket = "example-inline"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "AES256"
      }
    }
  }
}

# pass
resource "aws_s3_bucket" "linked" {
  bucket = "example-linked"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "linked" {
  bucket = aws_s3_bucket.linked.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

# Joined by the bucket's name, which both sides write out.
# pass
resource "aws_s3_bucket" "by_name" {
  bucket = "example-by-name"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_name" {
  bucket = "example-by-name"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# Each instance has a partner of its own; "logs" has none.
# pass
# fail
resource "aws_s3_bucket" "several" {
  for_each = toset(["data", "logs"])
  bucket   = "example-${each.key}"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "several" {
  bucket = aws_s3_bucket.several["data"].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# The bucket is made in one module, its encryption in another one.
module "assets" {
  source = "./modules/bucket"
  name   = "example-assets"
}

module "assets_encryption" {
  source = "./modules/encryption"
  bucket = module.assets.id
}

# fail
resource "aws_s3_bucket" "rule_without_algorithm" {
  bucket = "rule-without-algorithm"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "rule_without_algorithm" {
  bucket = aws_s3_bucket.rule_without_algorithm.id

  rule {
    bucket_key_enabled = true
  }
}

# fail
resource "aws_s3_bucket" "without_rule" {
  bucket = "without-rule"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "without_rule" {
  bucket = aws_s3_bucket.without_rule.id
}
