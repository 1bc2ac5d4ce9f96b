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
resource "aws_s3_bucket" "sse_algorithm_aws_kms_dsse" {
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
resource "aws_s3_bucket" "encryption_with_rule" {
  bucket = "example-s3-keys"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_with_rule" {
  bucket = aws_s3_bucket.encryption_with_rule.id

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

resource "aws_s3_bucket" "own_kms_of_aws" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
        # fail
        kms_master_key_id = "alias/aws/s3"
      }
    }
  }
}

# fail
resource "aws_s3_bucket" "apart_kms_no_key" {
  bucket = "apart-kms-no-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "apart_kms_no_key" {
  bucket = aws_s3_bucket.apart_kms_no_key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

# pass
resource "aws_s3_bucket" "apart_kms_inside" {
  bucket = "apart-kms-inside"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "apart_kms_inside" {
  bucket = aws_s3_bucket.apart_kms_inside.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/aws/s3-own"
    }
  }
}

# fail
resource "aws_s3_bucket" "apart_aes_with_key" {
  bucket = "apart-aes-with-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "apart_aes_with_key" {
  bucket = aws_s3_bucket.apart_aes_with_key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "AES256"
      kms_master_key_id = "arn:aws:kms:eu-central-1:123456789012:key/x"
    }
  }
}

# fail
resource "aws_s3_bucket" "apart_kms_of_aws" {
  bucket = "apart-kms-of-aws"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "apart_kms_of_aws" {
  bucket = aws_s3_bucket.apart_kms_of_aws.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/aws/s3"
    }
  }
}

resource "aws_s3_bucket" "own_aes_with_key" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        # fail
        sse_algorithm     = "AES256"
        kms_master_key_id = "arn:aws:kms:eu-central-1:123456789012:key/x"
      }
    }
  }
}

# fail
resource "aws_s3_bucket" "own_kms_no_key" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}

# pass
resource "aws_s3_bucket" "own_kms_inside" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = "alias/aws/s3-own"
      }
    }
  }
}

resource "aws_kms_key" "of_bucket" {
  enable_key_rotation = true
}

# pass
resource "aws_s3_bucket" "with_key_of_resource" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.of_bucket.arn
      }
    }
  }
}
