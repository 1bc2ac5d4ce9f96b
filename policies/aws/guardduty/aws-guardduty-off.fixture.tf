variable "enable" {
  type = bool
}

resource "aws_guardduty_detector" "off" {
  # fail
  enable = false
}

# pass
resource "aws_guardduty_detector" "on" {
}

resource "aws_guardduty_detector" "by_caller" {
  # unknown
  enable = var.enable
}
