variable "groups" {
  type = list(string)
}

resource "aws_eks_node_group" "open" {
  cluster_name  = "shop"
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-1"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }

  remote_access {
    # fail
    ec2_ssh_key = "admin"
  }
}

# pass
resource "aws_eks_node_group" "limited" {
  cluster_name  = "shop"
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-1"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }

  remote_access {
    ec2_ssh_key               = "admin"
    source_security_group_ids = ["sg-1"]
  }
}

# pass
resource "aws_eks_node_group" "closed" {
  cluster_name  = "shop"
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-1"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_eks_node_group" "by_caller" {
  cluster_name  = "shop"
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-1"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }

  remote_access {
    ec2_ssh_key = "admin"
    # unknown
    source_security_group_ids = var.groups
  }
}
