resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "routed" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table" "routed" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.routed.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route" "office" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "203.0.113.0/24"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "routed" {
  subnet_id      = aws_subnet.routed.id
  route_table_id = aws_route_table.routed.id
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "open_ipv6" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "tcp"
    from_port        = 5432
    to_port          = 5432
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "inside" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_security_group" "by_rule" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "by_rule" {
  security_group_id = aws_security_group.by_rule.id
  ip_protocol       = "tcp"
  from_port         = 3389
  to_port           = 3389
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "by_rule_ipv6" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "by_rule_ipv6" {
  security_group_id = aws_security_group.by_rule_ipv6.id
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
}

resource "aws_security_group" "outwards" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "outwards" {
  security_group_id = aws_security_group.outwards.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_instance" "open" {
  associate_public_ip_address = true
  # fail
  subnet_id              = aws_subnet.routed.id
  vpc_security_group_ids = [aws_security_group.web.id, aws_security_group.open.id]
}

resource "aws_instance" "by_subnet" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.open_ipv6.id]
}

resource "aws_instance" "by_rule" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.by_rule.id]
}

resource "aws_instance" "with_elastic_address" {
  # fail
  subnet_id              = aws_subnet.routed.id
  vpc_security_group_ids = [aws_security_group.by_rule_ipv6.id]
}

resource "aws_eip" "elastic" {
  instance = aws_instance.with_elastic_address.id
}

resource "aws_instance" "with_associated_address" {
  # fail
  subnet_id              = aws_subnet.routed.id
  vpc_security_group_ids = [aws_security_group.open.id]
}

resource "aws_eip" "associated" {}

resource "aws_eip_association" "associated" {
  allocation_id = aws_eip.associated.id
  instance_id   = aws_instance.with_associated_address.id
}

variable "subnet" {
  type = string
}

# unknown
resource "aws_instance" "elsewhere" {
  associate_public_ip_address = true
  subnet_id                   = var.subnet
  vpc_security_group_ids      = [aws_security_group.open.id]
}

# pass
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.web.id]
}

# pass
resource "aws_instance" "inside" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.inside.id]
}

# pass
resource "aws_instance" "outwards" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.outwards.id]
}

# pass
resource "aws_instance" "private" {
  associate_public_ip_address = true
  subnet_id                   = aws_subnet.private.id
  vpc_security_group_ids      = [aws_security_group.open.id]
}

# Without a public address nothing of this matters.
resource "aws_instance" "unaddressed" {
  subnet_id              = aws_subnet.routed.id
  vpc_security_group_ids = [aws_security_group.open.id]
}

resource "aws_instance" "kept_unaddressed" {
  associate_public_ip_address = false
  subnet_id                   = aws_subnet.public.id
  vpc_security_group_ids      = [aws_security_group.open.id]
}

resource "aws_default_security_group" "default_open" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "in_default_open" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_default_security_group.default_open.id]
}

resource "aws_security_group" "plain_web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_instance" "in_plain_web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.plain_web.id]
}

resource "aws_security_group" "wider_than_web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "in_wider_than_web" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.wider_than_web.id]
}

resource "aws_security_group" "office_and_world" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

resource "aws_instance" "in_office_and_world" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.office_and_world.id]
}

resource "aws_security_group" "inside_ipv6" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "tcp"
    from_port        = 22
    to_port          = 22
    ipv6_cidr_blocks = ["2001:db8::/48"]
  }
}

# pass
resource "aws_instance" "in_inside_ipv6" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.inside_ipv6.id]
}

resource "aws_security_group" "ruled_web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "web" {
  security_group_id = aws_security_group.ruled_web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}

# pass
resource "aws_instance" "ruled_web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.ruled_web.id]
}

resource "aws_security_group" "ruled_plain_web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "plain_web" {
  security_group_id = aws_security_group.ruled_plain_web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_blocks       = ["0.0.0.0/0"]
}

# pass
resource "aws_instance" "ruled_plain_web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.ruled_plain_web.id]
}

resource "aws_security_group" "ruled_wider_than_web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "wider_than_web" {
  security_group_id = aws_security_group.ruled_wider_than_web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_instance" "ruled_wider_than_web" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.ruled_wider_than_web.id]
}

resource "aws_security_group" "ruled_office_and_world" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "office_and_world" {
  security_group_id = aws_security_group.ruled_office_and_world.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["10.0.0.0/8", "0.0.0.0/0"]
}

resource "aws_instance" "ruled_office_and_world" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.ruled_office_and_world.id]
}

resource "aws_security_group" "ruled_inside" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "inside" {
  security_group_id = aws_security_group.ruled_inside.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["10.0.0.0/8"]
  ipv6_cidr_blocks  = ["2001:db8::/48"]
}

# pass
resource "aws_instance" "ruled_inside" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.ruled_inside.id]
}

resource "aws_security_group" "ruled_world_ipv6" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "world_ipv6" {
  security_group_id = aws_security_group.ruled_world_ipv6.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  ipv6_cidr_blocks  = ["2001:db8::/48", "::/0"]
}

resource "aws_instance" "ruled_world_ipv6" {
  # fail
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.ruled_world_ipv6.id]
}

resource "aws_security_group" "by_rule_web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.by_rule_web.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_instance" "by_rule_web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.by_rule_web.id]
}

resource "aws_security_group" "by_rule_plain_web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "plain_web" {
  security_group_id = aws_security_group.by_rule_plain_web.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_instance" "by_rule_plain_web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.by_rule_plain_web.id]
}

resource "aws_security_group" "by_rule_inside" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "inside" {
  security_group_id = aws_security_group.by_rule_inside.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "10.0.0.0/8"
}

# pass
resource "aws_instance" "by_rule_inside" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.by_rule_inside.id]
}

resource "aws_subnet" "routed_ipv6" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.4.0/24"
  map_public_ip_on_launch = true
}

resource "aws_route_table" "routed_ipv6" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "internet_ipv6" {
  route_table_id              = aws_route_table.routed_ipv6.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "routed_ipv6" {
  subnet_id      = aws_subnet.routed_ipv6.id
  route_table_id = aws_route_table.routed_ipv6.id
}

resource "aws_instance" "routed_ipv6" {
  # fail
  subnet_id              = aws_subnet.routed_ipv6.id
  vpc_security_group_ids = [aws_security_group.open.id]
}
