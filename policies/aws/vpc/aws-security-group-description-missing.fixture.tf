variable "purpose" {
  type = string
}

# fail
resource "aws_security_group" "silent" {
  name = "silent"

  # fail
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "placeholder" {
  name = "placeholder"
  # fail
  description = "Managed by Terraform"
}

# pass
resource "aws_security_group" "explained" {
  name        = "explained"
  description = "Web servers of the shop"

  ingress {
    description = "HTTPS from the load balancer"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "by_caller" {
  name = "by-caller"
  # unknown
  description = var.purpose
}

# fail
resource "aws_vpc_security_group_ingress_rule" "silent" {
  security_group_id = aws_security_group.explained.id
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
  cidr_ipv4         = "10.0.0.0/8"
}

# pass
resource "aws_security_group_rule" "explained" {
  description       = "Metrics"
  type              = "ingress"
  security_group_id = aws_security_group.explained.id
  from_port         = 9090
  to_port           = 9090
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
}

# fail
resource "aws_vpc_security_group_egress_rule" "bare" {
}

resource "aws_default_security_group" "default_security_group" {
  name = "silent"

  # fail
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "out_silent" {
  description = "Web"

  # fail
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_default_security_group" "out_silent" {
  vpc_id = "vpc-1"

  # fail
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# pass
resource "aws_security_group" "out_described" {
  description = "Web"

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
    description = "HTTPS"
  }
}
