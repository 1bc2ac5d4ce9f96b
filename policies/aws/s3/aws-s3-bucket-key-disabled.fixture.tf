variable "bucket_key" {
  type = bool
}

resource "aws_s3_bucket_server_side_encryption_configuration" "silent" {
  bucket = "example-silent"

  # fail
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "off" {
  bucket = "example-off"

  rule {
    # fail
    bucket_key_enabled = false

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "on" {
  bucket = "example-on"

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

# Bucket keys do not exist for double encryption.
# pass
resource "aws_s3_bucket_server_side_encryption_configuration" "double" {
  bucket = "example-double"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms:dsse"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_caller" {
  bucket = "example-by-caller"

  rule {
    # unknown
    bucket_key_enabled = var.bucket_key

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
