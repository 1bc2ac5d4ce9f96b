variable "key_arn" {
  type = string
}

resource "aws_s3_bucket_server_side_encryption_configuration" "unnamed" {
  bucket = "example-unnamed"

  rule {
    # fail
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "managed" {
  bucket = "example-managed"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
      # fail
      kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:alias/aws/s3"
    }
  }
}

# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "named" {
  bucket = "example-named"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
    }
  }
}

# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "s3_keys" {
  bucket = "example-s3-keys"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_caller" {
  bucket = "example-by-caller"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
      # unknown
      kms_master_key_id = var.key_arn
    }
  }
}

resource "aws_s3_bucket" "inline" {
  bucket = "example-inline"

  server_side_encryption_configuration {
    rule {
      # fail
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}

# pass
resource "aws_s3_bucket" "misspelt_sse_algorithm" {
  bucket = "example-inline"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "xaws:kms"
      }
    }
  }
}

# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "misspelt_sse_algorithm_2" {
  bucket = "example-unnamed"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "xaws:kms"
    }
  }
}

# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "misspelt_kms_master_key_id" {
  bucket = "example-managed"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:alias/aws/s3x"
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

resource "aws_kms_key" "of_bucket" {
  enable_key_rotation = true
}

# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "with_key_of_resource" {
  bucket = "b"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.of_bucket.arn
    }
  }
}

resource "aws_kms_key" "of_own" {
  enable_key_rotation = true
}

# pass
resource "aws_s3_bucket" "with_key_of_resource" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.of_own.arn
      }
    }
  }
}
