locals {
  zones = ["eu-west-1a", "eu-west-1b"]
}

resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

# The ranges should be cidrsubnet(aws_vpc.main.cidr_block, 8, count.index).
resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  availability_zone = local.zones[count.index]
  cidr_block        = "10.20.${count.index}.0/23"
}

resource "aws_s3_bucket" "exports" {
  bucket = "acme-exports"
}
