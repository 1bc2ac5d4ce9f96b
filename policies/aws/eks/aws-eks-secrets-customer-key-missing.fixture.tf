variable "key" {
  type = string
}

# fail
resource "aws_eks_cluster" "silent" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"
}

# pass
resource "aws_eks_cluster" "own_key" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
    }
  }
}

resource "aws_eks_cluster" "by_caller" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  encryption_config {
    resources = ["secrets"]

    provider {
      # unknown
      key_arn = var.key
    }
  }
}
