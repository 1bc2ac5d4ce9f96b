variable "drop" {
  type = bool
}

# fail
resource "aws_lb" "silent" {
  name = "public"
}

# pass
resource "aws_lb" "dropping" {
  name                       = "public"
  drop_invalid_header_fields = true
}

# Network load balancers do not look into requests.
resource "aws_lb" "network" {
  name               = "public"
  load_balancer_type = "network"
}

resource "aws_lb" "by_caller" {
  name = "public"
  # unknown
  drop_invalid_header_fields = var.drop
}

# fail
resource "aws_alb" "bare" {
}
