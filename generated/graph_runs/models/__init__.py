# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""Contains all the data models used in inputs/outputs"""

from .entity import Entity
from .error_detail import ErrorDetail
from .incoming_flow_run_create import IncomingFlowRunCreate
from .incoming_flow_run_create_odata_type import IncomingFlowRunCreateOdataType
from .inner_error import InnerError
from .lifecycle_workflow_processing_status import LifecycleWorkflowProcessingStatus
from .main_error import MainError
from .o_data_error import ODataError
from .outgoing_flow_run import OutgoingFlowRun
from .outgoing_flow_run_create import OutgoingFlowRunCreate
from .outgoing_flow_run_create_odata_type import OutgoingFlowRunCreateOdataType
from .process_create import ProcessCreate
from .process_create_odata_type import ProcessCreateOdataType
from .public_error import PublicError
from .public_error_create import PublicErrorCreate
from .public_error_detail import PublicErrorDetail
from .public_error_detail_create import PublicErrorDetailCreate
from .public_inner_error import PublicInnerError
from .readiness_status import ReadinessStatus
from .run import Run
from .run_create import RunCreate
from .run_create_odata_type import RunCreateOdataType
from .run_statistics import RunStatistics
from .run_status import RunStatus
from .workflow_execution_type import WorkflowExecutionType
from .workflow_run import WorkflowRun
from .workflow_run_create import WorkflowRunCreate
from .workflow_run_create_odata_type import WorkflowRunCreateOdataType

__all__ = (
    "Entity",
    "ErrorDetail",
    "IncomingFlowRunCreate",
    "IncomingFlowRunCreateOdataType",
    "InnerError",
    "LifecycleWorkflowProcessingStatus",
    "MainError",
    "ODataError",
    "OutgoingFlowRun",
    "OutgoingFlowRunCreate",
    "OutgoingFlowRunCreateOdataType",
    "ProcessCreate",
    "ProcessCreateOdataType",
    "PublicError",
    "PublicErrorCreate",
    "PublicErrorDetail",
    "PublicErrorDetailCreate",
    "PublicInnerError",
    "ReadinessStatus",
    "Run",
    "RunCreate",
    "RunCreateOdataType",
    "RunStatistics",
    "RunStatus",
    "WorkflowExecutionType",
    "WorkflowRun",
    "WorkflowRunCreate",
    "WorkflowRunCreateOdataType",
)
