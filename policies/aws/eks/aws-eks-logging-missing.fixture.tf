variable "types" {
  type = list(string)
}

# fail
resource "aws_eks_cluster" "silent" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"
}

resource "aws_eks_cluster" "incomplete" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"
  # fail
  enabled_cluster_log_types = ["api", "scheduler"]
}

# pass
resource "aws_eks_cluster" "complete" {
  name                      = "shop"
  role_arn                  = "arn:aws:iam::111122223333:role/eks"
  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
}

resource "aws_eks_cluster" "by_caller" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"
  # unknown
  enabled_cluster_log_types = var.types
}

resource "aws_eks_cluster" "without_one" {
  for_each = {
    api           = ["audit", "authenticator"]
    audit         = ["api", "authenticator"]
    authenticator = ["api", "audit", "scheduler"]
  }

  name     = "without-${each.key}"
  role_arn = "arn:aws:iam::111122223333:role/eks"
  # fail
  enabled_cluster_log_types = each.value

  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
  }
}
