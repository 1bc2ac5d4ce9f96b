variable "acl" {
  type = string
}

variable "site_acl" {
  type    = string
  default = "public-read"
}

resource "aws_s3_bucket" "inline" {
  bucket = "example-inline"
  # fail
  acl = "public-read-write"
}

# pass
resource "aws_s3_bucket" "private" {
  bucket = "example-private"
}

# pass
resource "aws_s3_bucket_acl" "private" {
  bucket = aws_s3_bucket.private.id
  acl    = "private"
}

resource "aws_s3_bucket_acl" "site" {
  bucket = aws_s3_bucket.private.id
  # fail
  acl = var.site_acl
}

resource "aws_s3_bucket_acl" "any_account" {
  bucket = aws_s3_bucket.private.id
  # fail
  acl = "authenticated-read"
}

resource "aws_s3_bucket_acl" "granted" {
  bucket = aws_s3_bucket.private.id

  access_control_policy {
    owner {
      id = "0a1b2c3d"
    }

    grant {
      permission = "READ"
      grantee {
        type = "Group"
        # fail
        uri = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}

# Log delivery is a group of AWS's own.
# pass
resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.private.id
  acl    = "log-delivery-write"
}

resource "aws_s3_bucket_acl" "by_caller" {
  bucket = aws_s3_bucket.private.id
  # unknown
  acl = var.acl
}

resource "aws_s3_object" "public" {
  bucket  = aws_s3_bucket.private.id
  key     = "index.html"
  content = "<h1>Hello</h1>"
  # fail
  acl = "public-read"
}

# pass
resource "aws_s3_bucket_acl" "misspelt_uri" {
  bucket = aws_s3_bucket.private.id

  access_control_policy {
    owner {
      id = "0a1b2c3d"
    }

    grant {
      permission = "READ"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsersx"
      }
    }
  }
}

# pass
resource "aws_s3_bucket_object" "bare" {
}

# pass
resource "aws_s3_object_copy" "bare" {
}

resource "aws_s3_object" "acl_public_read_write" {
  bucket  = aws_s3_bucket.private.id
  key     = "index.html"
  content = "<h1>Hello</h1>"
  # fail
  acl = "public-read-write"
}

resource "aws_s3_object" "acl_authenticated_read" {
  bucket  = aws_s3_bucket.private.id
  key     = "index.html"
  content = "<h1>Hello</h1>"
  # fail
  acl = "authenticated-read"
}

# pass
resource "aws_s3_bucket" "granted_to_longer" {
  grant {
    type        = "Group"
    permissions = ["READ"]
    uri         = "http://acs.amazonaws.com/groups/global/AllUsersOfMine"
  }
}

resource "aws_s3_bucket" "granted_to_all" {
  grant {
    type        = "Group"
    permissions = ["READ"]
    # fail
    uri = "http://acs.amazonaws.com/groups/global/AllUsers"
  }
}
