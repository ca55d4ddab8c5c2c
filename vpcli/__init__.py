"""vpcli: growth, plan attainment and targets from yearly figures as they were printed."""

__version__ = "0.1.0"
