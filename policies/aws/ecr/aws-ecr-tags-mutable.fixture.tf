variable "mutability" {
  type = string
}

# fail
resource "aws_ecr_repository" "silent" {
  name = "shop"
}

resource "aws_ecr_repository" "mutable" {
  name = "shop"
  # fail
  image_tag_mutability = "MUTABLE"
}

# pass
resource "aws_ecr_repository" "immutable" {
  name                 = "shop"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_repository" "by_caller" {
  name = "shop"
  # unknown
  image_tag_mutability = var.mutability
}

resource "aws_ecr_repository" "misspelt_image_tag_mutability" {
  name = "shop"
  # fail
  image_tag_mutability = "xIMMUTABLE"
}
