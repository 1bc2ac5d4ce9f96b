variable "owners" {
  type = list(string)
}

# fail
data "aws_ami" "anybody" {
  most_recent = true

  filter {
    name   = "name"
    values = ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*"]
  }
}

# pass
data "aws_ami" "canonical" {
  most_recent = true
  owners      = ["099720109477"]

  filter {
    name   = "name"
    values = ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*"]
  }
}

# A filter on the owner does the same.
data "aws_ami" "filtered" {
  most_recent = true

  filter {
    name   = "owner-alias"
    values = ["amazon"]
  }
}

data "aws_ami" "by_caller" {
  most_recent = true
  # unknown
  owners = var.owners
}

# fail
data "aws_ami" "bare" {
}

data "aws_ami" "name_owner_id" {
  most_recent = true

  filter {
    name   = "owner-id"
    values = ["amazon"]
  }
}

data "aws_ami" "name_image_id" {
  most_recent = true

  filter {
    name   = "image-id"
    values = ["amazon"]
  }
}
