resource "acme_thing" "pass_list" {
  setting = ["a", "b"]
}

resource "acme_thing" "pass_text" {
  setting = "ab"
}

resource "acme_thing" "pass_blocks" {
  setting {
    a = 1
  }
  setting {
    a = 1
  }
}

resource "acme_thing" "fail_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "fail_block" {
  setting {
    a = 1
  }
}

resource "acme_thing" "fail_number" {
  setting = 12
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
