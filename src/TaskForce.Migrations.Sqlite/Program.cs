// Started only by the migration tools, which ask DesignTimeFactory for the model.
return;
