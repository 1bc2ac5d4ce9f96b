variable "status" {
  type = string
}

# fail
resource "aws_s3_bucket" "silent" {
  bucket = "example-silent"
}

resource "aws_s3_bucket" "inline_off" {
  bucket = "example-inline-off"

  versioning {
    # fail
    enabled = false
  }
}

# pass
resource "aws_s3_bucket" "inline_on" {
  bucket = "example-inline-on"

  versioning {
    enabled = true
  }
}

# pass
resource "aws_s3_bucket" "linked" {
  bucket = "example-linked"
}

resource "aws_s3_bucket_versioning" "linked" {
  bucket = aws_s3_bucket.linked.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

# fail
resource "aws_s3_bucket" "suspended" {
  bucket = "example-suspended"
}

resource "aws_s3_bucket_versioning" "suspended" {
  bucket = aws_s3_bucket.suspended.id

  versioning_configuration {
    status = "Suspended"
  }
}

# unknown
resource "aws_s3_bucket" "by_caller" {
  bucket = "example-by-caller"
}

resource "aws_s3_bucket_versioning" "by_caller" {
  bucket = aws_s3_bucket.by_caller.id

  versioning_configuration {
    status = var.status
  }
}
