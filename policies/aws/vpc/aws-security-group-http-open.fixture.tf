variable "visitors" {
  type = string
}

resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port = 80
    to_port   = 80
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "secure_web" {
  name = "secure-web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "http" {
  type              = "ingress"
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 90
  protocol          = "tcp"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "http" {
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
  # unknown
  cidr_ipv4 = var.visitors
}
