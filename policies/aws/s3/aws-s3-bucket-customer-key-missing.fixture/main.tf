variable "key_arn" {
  type = string
}

variable "algorithm" {
  type = string
}

resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

# fail
resource "aws_s3_bucket" "undeclared" {
  bucket = "example-undeclared"
}

# fail
resource "aws_s3_bucket" "s3_keys" {
  bucket = "example-s3-keys"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "s3_keys" {
  bucket = aws_s3_bucket.s3_keys.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# pass
resource "aws_s3_bucket" "own_key" {
  bucket = "example-own-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "own_key" {
  bucket = aws_s3_bucket.own_key.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

# pass
resource "aws_s3_bucket" "inline" {
  bucket = "example-inline"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
      }
    }
  }
}

# unknown
resource "aws_s3_bucket" "by_caller" {
  bucket = "example-by-caller"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_caller" {
  bucket = aws_s3_bucket.by_caller.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.algorithm
      kms_master_key_id = var.key_arn
    }
  }
}

module "archive" {
  source = "./bucket"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "archive" {
  bucket = module.archive.bucket.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms:dsse"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

# pass
resource "aws_s3_bucket" "passes_sse_algorithm_aws_kms_dsse" {
  bucket = "example-inline"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms:dsse"
        kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
      }
    }
  }
}

# pass
resource "aws_s3_bucket" "passes_s3_bucket_server_side_encryption_configu_with_rule" {
  bucket = "example-s3-keys"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "passes_s3_bucket_server_side_encryption_configu_with_rule" {
  bucket = aws_s3_bucket.passes_s3_bucket_server_side_encryption_configu_with_rule.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms:dsse"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}
