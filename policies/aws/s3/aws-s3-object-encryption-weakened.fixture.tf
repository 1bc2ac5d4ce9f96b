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

resource "aws_s3_bucket" "of_no_algorithm" {
  bucket = "example-data"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "of_no_algorithm" {
  bucket = aws_s3_bucket.of_no_algorithm.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "xaws:kms"
      kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
    }
  }
}

resource "aws_s3_object" "of_no_algorithm" {
  bucket                 = aws_s3_bucket.of_no_algorithm.id
  key                    = "settings.json"
  content                = "{}"
  server_side_encryption = "AES256"
}

# pass
resource "aws_s3_object_copy" "s3_object_copy" {
  bucket  = aws_s3_bucket.data.id
  key     = "more.json"
  content = "{}"
}

# pass
resource "aws_s3_bucket_object" "s3_bucket_object" {
  bucket  = aws_s3_bucket.data.id
  key     = "more.json"
  content = "{}"
}

resource "aws_s3_bucket" "without_rule" {
  bucket = "example-data"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "without_rule" {
  bucket = aws_s3_bucket.without_rule.id
}

resource "aws_s3_object" "without_rule" {
  bucket                 = aws_s3_bucket.without_rule.id
  key                    = "settings.json"
  content                = "{}"
  server_side_encryption = "AES256"
}

resource "aws_s3_bucket" "of_version_3" {
  bucket = "example-older"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms:dsse"
      }
    }
  }
}

resource "aws_s3_object" "weakened_in_older_bucket" {
  bucket  = aws_s3_bucket.of_version_3.id
  key     = "settings.json"
  content = "{}"
  # fail
  server_side_encryption = "AES256"
}

resource "aws_s3_bucket" "of_version_3_with_one_layer" {
  bucket = "example-old"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}

resource "aws_s3_object" "weakened_in_old_bucket" {
  bucket  = aws_s3_bucket.of_version_3_with_one_layer.id
  key     = "settings.json"
  content = "{}"
  # fail
  server_side_encryption = "AES256"
}

resource "aws_s3_bucket" "two_layers" {
  bucket = "example-two-layers"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "two_layers" {
  bucket = aws_s3_bucket.two_layers.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms:dsse"
    }
  }
}

resource "aws_s3_object" "weakened_from_two_layers" {
  bucket  = aws_s3_bucket.two_layers.id
  key     = "settings.json"
  content = "{}"
  # fail
  server_side_encryption = "AES256"
}
