variable "range" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "other" {
  cidr_block = "10.0.0.0/16"
}

# pass
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "b" {
  vpc_id = aws_vpc.main.id
  # fail
  cidr_block = "10.0.0.128/25"
}

# pass
resource "aws_subnet" "beside" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

# pass
resource "aws_subnet" "in_another_network" {
  vpc_id     = aws_vpc.other.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "unclear" {
  vpc_id = aws_vpc.main.id
  # unknown
  cidr_block = var.range
}
