variable "destinations" {
  type = list(string)
}

resource "aws_security_group" "worker" {
  name = "worker"

  egress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "https_only" {
  name = "https-only"

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "out" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# Ingress is a matter of its own.
resource "aws_security_group_rule" "in" {
  type              = "ingress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.https_only.id
  ip_protocol       = "-1"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_security_group_rule" "to_partners" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 65535
  protocol          = "tcp"
  # unknown
  cidr_blocks = var.destinations
}
