variable "cidrs" {
  type = list(string)
}

resource "aws_eks_cluster" "silent" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  # fail
  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
  }
}

resource "aws_eks_cluster" "open" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids             = ["subnet-1", "subnet-2"]
    endpoint_public_access = true
    # fail
    public_access_cidrs = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_eks_cluster" "private" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids              = ["subnet-1", "subnet-2"]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}

# pass
resource "aws_eks_cluster" "office" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids          = ["subnet-1", "subnet-2"]
    public_access_cidrs = ["203.0.113.0/24"]
  }
}

resource "aws_eks_cluster" "by_caller" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
    # unknown
    public_access_cidrs = var.cidrs
  }
}

resource "aws_eks_cluster" "more_public_access_cidrs" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids             = ["subnet-1", "subnet-2"]
    endpoint_public_access = true
    # fail
    public_access_cidrs = ["0.0.0.0/0", "198.51.100.0/24"]
  }
}
