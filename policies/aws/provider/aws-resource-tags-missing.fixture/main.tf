variable "tags" {
  type = map(string)
}

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "tagged"
  region = "us-east-1"

  default_tags {
    tags = { Owner = "platform" }
  }
}

# fail
resource "aws_sqs_queue" "bare" {
  name = "orders"
}

# pass
resource "aws_sqs_queue" "own" {
  name = "orders"
  tags = { Owner = "shop" }
}

# pass
resource "aws_sqs_queue" "from_provider" {
  provider = aws.tagged
  name     = "orders"
}

resource "aws_sqs_queue" "by_caller" {
  name = "orders"
  # unknown
  tags = var.tags
}

# fail
resource "aws_autoscaling_group" "bare" {
  provider = aws.tagged
  max_size = 1
  min_size = 1
}

# Tags follow the provider that a module is given.
module "queue" {
  source = "./queue"

  providers = {
    aws = aws.tagged
  }
}

module "bare_queue" {
  source = "./bare-queue"
}

# fail
resource "aws_accessanalyzer_analyzer" "bare" {
}

# fail
resource "aws_acm_certificate" "bare" {
}

# fail
resource "aws_alb" "bare" {
}

# fail
resource "aws_alb_listener" "bare" {
}

# fail
resource "aws_alb_target_group" "bare" {
}

# fail
resource "aws_ami" "bare" {
}

# fail
resource "aws_ami_copy" "bare" {
}

# fail
resource "aws_amplify_app" "bare" {
}

# fail
resource "aws_api_gateway_api_key" "bare" {
}

# fail
resource "aws_api_gateway_client_certificate" "bare" {
}

# fail
resource "aws_api_gateway_domain_name" "bare" {
}

# fail
resource "aws_api_gateway_rest_api" "bare" {
}

# fail
resource "aws_api_gateway_stage" "bare" {
}

# fail
resource "aws_api_gateway_usage_plan" "bare" {
}

# fail
resource "aws_apigatewayv2_api" "bare" {
}

# fail
resource "aws_apigatewayv2_domain_name" "bare" {
}

# fail
resource "aws_apigatewayv2_stage" "bare" {
}

# fail
resource "aws_apprunner_service" "bare" {
}

# fail
resource "aws_appsync_graphql_api" "bare" {
}

# fail
resource "aws_athena_workgroup" "bare" {
}

# fail
resource "aws_backup_plan" "bare" {
}

# fail
resource "aws_backup_vault" "bare" {
}

# fail
resource "aws_batch_compute_environment" "bare" {
}

# fail
resource "aws_batch_job_queue" "bare" {
}

# fail
resource "aws_bedrockagent_agent" "bare" {
}

# fail
resource "aws_cloudformation_stack" "bare" {
}

# fail
resource "aws_cloudfront_distribution" "bare" {
}

# fail
resource "aws_cloudtrail" "bare" {
}

# fail
resource "aws_cloudwatch_composite_alarm" "bare" {
}

# fail
resource "aws_cloudwatch_event_bus" "bare" {
}

# fail
resource "aws_cloudwatch_event_rule" "bare" {
}

# fail
resource "aws_cloudwatch_log_group" "bare" {
}

# fail
resource "aws_cloudwatch_metric_alarm" "bare" {
}

# fail
resource "aws_codeartifact_domain" "bare" {
}

# fail
resource "aws_codeartifact_repository" "bare" {
}

# fail
resource "aws_codebuild_project" "bare" {
}

# fail
resource "aws_codecommit_repository" "bare" {
}

# fail
resource "aws_codepipeline" "bare" {
}

# fail
resource "aws_cognito_identity_pool" "bare" {
}

# fail
resource "aws_cognito_user_pool" "bare" {
}

# fail
resource "aws_config_config_rule" "bare" {
}

# fail
resource "aws_customer_gateway" "bare" {
}

# fail
resource "aws_datasync_task" "bare" {
}

# fail
resource "aws_dax_cluster" "bare" {
}

# fail
resource "aws_db_event_subscription" "bare" {
}

# fail
resource "aws_db_instance" "bare" {
}

# fail
resource "aws_db_option_group" "bare" {
}

# fail
resource "aws_db_parameter_group" "bare" {
}

# fail
resource "aws_db_proxy" "bare" {
}

# fail
resource "aws_db_snapshot" "bare" {
}

# fail
resource "aws_db_subnet_group" "bare" {
}

# fail
resource "aws_default_network_acl" "bare" {
}

# fail
resource "aws_default_route_table" "bare" {
}

# fail
resource "aws_default_security_group" "bare" {
}

# fail
resource "aws_default_subnet" "bare" {
}

# fail
resource "aws_default_vpc" "bare" {
}

# fail
resource "aws_directory_service_directory" "bare" {
}

# fail
resource "aws_dms_endpoint" "bare" {
}

# fail
resource "aws_dms_replication_instance" "bare" {
}

# fail
resource "aws_dms_replication_subnet_group" "bare" {
}

# fail
resource "aws_dms_replication_task" "bare" {
}

# fail
resource "aws_docdb_cluster" "bare" {
}

# fail
resource "aws_docdb_cluster_instance" "bare" {
}

# fail
resource "aws_docdb_cluster_parameter_group" "bare" {
}

# fail
resource "aws_docdb_subnet_group" "bare" {
}

# fail
resource "aws_dynamodb_table" "bare" {
}

# fail
resource "aws_ebs_snapshot" "bare" {
}

# fail
resource "aws_ebs_snapshot_copy" "bare" {
}

# fail
resource "aws_ebs_volume" "bare" {
}

# fail
resource "aws_ec2_capacity_reservation" "bare" {
}

# fail
resource "aws_ec2_client_vpn_endpoint" "bare" {
}

# fail
resource "aws_ec2_managed_prefix_list" "bare" {
}

# fail
resource "aws_ec2_transit_gateway" "bare" {
}

# fail
resource "aws_ec2_transit_gateway_route_table" "bare" {
}

# fail
resource "aws_ec2_transit_gateway_vpc_attachment" "bare" {
}

# fail
resource "aws_ecr_repository" "bare" {
}

# fail
resource "aws_ecs_capacity_provider" "bare" {
}

# fail
resource "aws_ecs_cluster" "bare" {
}

# fail
resource "aws_ecs_service" "bare" {
}

# fail
resource "aws_ecs_task_definition" "bare" {
}

# fail
resource "aws_efs_access_point" "bare" {
}

# fail
resource "aws_efs_file_system" "bare" {
}

# fail
resource "aws_egress_only_internet_gateway" "bare" {
}

# fail
resource "aws_eip" "bare" {
}

# fail
resource "aws_eks_access_entry" "bare" {
}

# fail
resource "aws_eks_addon" "bare" {
}

# fail
resource "aws_eks_cluster" "bare" {
}

# fail
resource "aws_eks_fargate_profile" "bare" {
}

# fail
resource "aws_eks_node_group" "bare" {
}

# fail
resource "aws_eks_pod_identity_association" "bare" {
}

# fail
resource "aws_elastic_beanstalk_application" "bare" {
}

# fail
resource "aws_elastic_beanstalk_environment" "bare" {
}

# fail
resource "aws_elasticache_cluster" "bare" {
}

# fail
resource "aws_elasticache_parameter_group" "bare" {
}

# fail
resource "aws_elasticache_replication_group" "bare" {
}

# fail
resource "aws_elasticache_subnet_group" "bare" {
}

# fail
resource "aws_elasticsearch_domain" "bare" {
}

# fail
resource "aws_elb" "bare" {
}

# fail
resource "aws_emr_cluster" "bare" {
}

# fail
resource "aws_flow_log" "bare" {
}

# fail
resource "aws_fsx_lustre_file_system" "bare" {
}

# fail
resource "aws_fsx_ontap_file_system" "bare" {
}

# fail
resource "aws_fsx_openzfs_file_system" "bare" {
}

# fail
resource "aws_fsx_windows_file_system" "bare" {
}

# fail
resource "aws_globalaccelerator_accelerator" "bare" {
}

# fail
resource "aws_glue_catalog_database" "bare" {
}

# fail
resource "aws_glue_connection" "bare" {
}

# fail
resource "aws_glue_crawler" "bare" {
}

# fail
resource "aws_glue_job" "bare" {
}

# fail
resource "aws_guardduty_detector" "bare" {
}

# fail
resource "aws_iam_instance_profile" "bare" {
}

# fail
resource "aws_iam_openid_connect_provider" "bare" {
}

# fail
resource "aws_iam_policy" "bare" {
}

# fail
resource "aws_iam_role" "bare" {
}

# fail
resource "aws_iam_saml_provider" "bare" {
}

# fail
resource "aws_iam_server_certificate" "bare" {
}

# fail
resource "aws_iam_user" "bare" {
}

# fail
resource "aws_imagebuilder_image_pipeline" "bare" {
}

# fail
resource "aws_instance" "bare" {
}

# fail
resource "aws_internet_gateway" "bare" {
}

# fail
resource "aws_key_pair" "bare" {
}

# fail
resource "aws_kinesis_firehose_delivery_stream" "bare" {
}

# fail
resource "aws_kinesis_stream" "bare" {
}

# fail
resource "aws_kinesis_video_stream" "bare" {
}

# fail
resource "aws_kinesisanalyticsv2_application" "bare" {
}

# fail
resource "aws_kms_key" "bare" {
}

# fail
resource "aws_lambda_function" "bare" {
}

# fail
resource "aws_launch_template" "bare" {
}

# fail
resource "aws_lb" "bare" {
}

# fail
resource "aws_lb_listener" "bare" {
}

# fail
resource "aws_lb_listener_rule" "bare" {
}

# fail
resource "aws_lb_target_group" "bare" {
}

# fail
resource "aws_lightsail_instance" "bare" {
}

# fail
resource "aws_memorydb_cluster" "bare" {
}

# fail
resource "aws_mq_broker" "bare" {
}

# fail
resource "aws_msk_cluster" "bare" {
}

# fail
resource "aws_mwaa_environment" "bare" {
}

# fail
resource "aws_nat_gateway" "bare" {
}

# fail
resource "aws_neptune_cluster" "bare" {
}

# fail
resource "aws_neptune_cluster_instance" "bare" {
}

# fail
resource "aws_neptune_cluster_parameter_group" "bare" {
}

# fail
resource "aws_neptune_subnet_group" "bare" {
}

# fail
resource "aws_network_acl" "bare" {
}

# fail
resource "aws_network_interface" "bare" {
}

# fail
resource "aws_networkfirewall_firewall" "bare" {
}

# fail
resource "aws_networkfirewall_firewall_policy" "bare" {
}

# fail
resource "aws_networkfirewall_rule_group" "bare" {
}

# fail
resource "aws_opensearch_domain" "bare" {
}

# fail
resource "aws_opensearchserverless_collection" "bare" {
}

# fail
resource "aws_pipes_pipe" "bare" {
}

# fail
resource "aws_placement_group" "bare" {
}

# fail
resource "aws_ram_resource_share" "bare" {
}

# fail
resource "aws_rds_cluster" "bare" {
}

# fail
resource "aws_rds_cluster_instance" "bare" {
}

# fail
resource "aws_rds_cluster_parameter_group" "bare" {
}

# fail
resource "aws_redshift_cluster" "bare" {
}

# fail
resource "aws_redshift_parameter_group" "bare" {
}

# fail
resource "aws_redshift_subnet_group" "bare" {
}

# fail
resource "aws_redshiftserverless_namespace" "bare" {
}

# fail
resource "aws_redshiftserverless_workgroup" "bare" {
}

# fail
resource "aws_resourcegroups_group" "bare" {
}

# fail
resource "aws_route53_health_check" "bare" {
}

# fail
resource "aws_route53_resolver_endpoint" "bare" {
}

# fail
resource "aws_route53_resolver_rule" "bare" {
}

# fail
resource "aws_route53_zone" "bare" {
}

# fail
resource "aws_route_table" "bare" {
}

# fail
resource "aws_s3_bucket" "bare" {
}

# fail
resource "aws_sagemaker_domain" "bare" {
}

# fail
resource "aws_sagemaker_endpoint" "bare" {
}

# fail
resource "aws_sagemaker_endpoint_configuration" "bare" {
}

# fail
resource "aws_sagemaker_model" "bare" {
}

# fail
resource "aws_sagemaker_notebook_instance" "bare" {
}

# fail
resource "aws_scheduler_schedule_group" "bare" {
}

# fail
resource "aws_secretsmanager_secret" "bare" {
}

# fail
resource "aws_security_group" "bare" {
}

# fail
resource "aws_service_discovery_private_dns_namespace" "bare" {
}

# fail
resource "aws_sfn_state_machine" "bare" {
}

# fail
resource "aws_shield_protection" "bare" {
}

# fail
resource "aws_signer_signing_profile" "bare" {
}

# fail
resource "aws_sns_topic" "bare" {
}

# fail
resource "aws_spot_instance_request" "bare" {
}

# fail
resource "aws_ssm_document" "bare" {
}

# fail
resource "aws_ssm_parameter" "bare" {
}

# fail
resource "aws_ssm_patch_baseline" "bare" {
}

# fail
resource "aws_ssoadmin_permission_set" "bare" {
}

# fail
resource "aws_subnet" "bare" {
}

# fail
resource "aws_synthetics_canary" "bare" {
}

# fail
resource "aws_timestreamwrite_database" "bare" {
}

# fail
resource "aws_timestreamwrite_table" "bare" {
}

# fail
resource "aws_transfer_server" "bare" {
}

# fail
resource "aws_vpc" "bare" {
}

# fail
resource "aws_vpc_dhcp_options" "bare" {
}

# fail
resource "aws_vpc_endpoint" "bare" {
}

# fail
resource "aws_vpc_endpoint_service" "bare" {
}

# fail
resource "aws_vpc_ipam" "bare" {
}

# fail
resource "aws_vpc_peering_connection" "bare" {
}

# fail
resource "aws_vpc_peering_connection_accepter" "bare" {
}

# fail
resource "aws_vpc_security_group_egress_rule" "bare" {
}

# fail
resource "aws_vpc_security_group_ingress_rule" "bare" {
}

# fail
resource "aws_vpn_connection" "bare" {
}

# fail
resource "aws_vpn_gateway" "bare" {
}

# fail
resource "aws_wafv2_ip_set" "bare" {
}

# fail
resource "aws_wafv2_web_acl" "bare" {
}

# fail
resource "aws_workspaces_workspace" "bare" {
}

# fail
resource "aws_xray_group" "bare" {
}

# pass
resource "aws_autoscaling_group" "tagged" {
  max_size = 1
  min_size = 1

  tag {
    key                 = "Owner"
    value               = "shop"
    propagate_at_launch = true
  }
}

resource "aws_sqs_queue" "empty" {
  name = "orders"
  # fail
  tags = {}
}
