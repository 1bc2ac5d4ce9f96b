variable "scan" {
  type = bool
}

# fail
resource "aws_ecr_repository" "silent" {
  name = "shop"
}

# pass
resource "aws_ecr_repository" "scanned" {
  name = "shop"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "by_caller" {
  name = "shop"

  image_scanning_configuration {
    # unknown
    scan_on_push = var.scan
  }
}
