variable "public" {
  type = bool
}

resource "aws_subnet" "public" {
  count      = 2
  vpc_id     = "vpc-0a1b2c3d"
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
  # fail
  map_public_ip_on_launch = true
}

# pass
resource "aws_subnet" "private" {
  vpc_id     = "vpc-0a1b2c3d"
  cidr_block = "10.0.10.0/24"
}

resource "aws_subnet" "by_caller" {
  vpc_id     = "vpc-0a1b2c3d"
  cidr_block = "10.0.11.0/24"
  # unknown
  map_public_ip_on_launch = var.public
}

# pass
resource "aws_default_subnet" "bare" {
}
