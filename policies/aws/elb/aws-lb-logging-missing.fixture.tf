variable "log" {
  type = bool
}

# fail
resource "aws_lb" "silent" {
  name = "public"
}

# pass
resource "aws_lb" "logged" {
  name = "public"

  access_logs {
    bucket  = "example-lb-logs"
    enabled = true
  }
}

resource "aws_lb" "by_caller" {
  name = "public"

  access_logs {
    bucket = "example-lb-logs"
    # unknown
    enabled = var.log
  }
}

# fail
resource "aws_alb" "bare" {
}

resource "aws_lb" "gateway" {
  load_balancer_type = "gateway"
}

# fail
resource "aws_lb" "network" {
  load_balancer_type = "network"
}
